namespace AsyncSplit.Serialization;

/// <summary>Writes an object as a JSON object with one property per member. The generated codecs of user types derive from it.</summary>
public abstract class ObjectCodec<T> : Codec<T>
{
    /// <inheritdoc/>
    public sealed override void Write(StateWriter writer, T value)
    {
        if (!typeof(T).IsValueType)
        {
            if (!writer.IsNew(value))
            {
                return;
            }

            if (value.GetType() != typeof(T))
            {
                // Written as T, what the derived type adds would be lost without a word.
                throw new InvalidOperationException(
                    $"A {value.GetType()} cannot be written as {typeof(T)}. Name it in a [JsonDerivedType] attribute on {typeof(T).Name}.");
            }
        }

        writer.Json.WriteStartObject();
        WriteMembers(writer, value);
        writer.Json.WriteEndObject();
    }

    /// <inheritdoc/>
    public sealed override T Read(ref StateReader reader)
    {
        if (typeof(T).IsValueType)
        {
            reader.StartObject(typeof(T).Name);
            return ReadMembers(ref reader, -1);
        }

        if (!reader.IsNew<T>(out var known, out var number))
        {
            return known!;
        }

        reader.StartObject(typeof(T).Name);
        return ReadMembers(ref reader, number);
    }

    /// <summary>Writes the members, without the object's braces.</summary>
    protected internal abstract void WriteMembers(StateWriter writer, T value);

    /// <summary>Reads members up to the object's end, and creates the object.</summary>
    /// <param name="reader">Stands on the object's start.</param>
    /// <param name="number">To register the object with, as soon as it exists.</param>
    protected internal abstract T ReadMembers(ref StateReader reader, int number);
}
