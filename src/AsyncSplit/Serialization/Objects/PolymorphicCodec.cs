using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Writes objects of a base type or interface with a discriminator that says which derived type they are. Generated for types with [JsonDerivedType].</summary>
public abstract class PolymorphicCodec<T> : Codec<T>
    where T : class
{
    private readonly string _property;
    private Dictionary<Type, PolymorphicCase<T>>? _byType;

    /// <param name="property">The name of the discriminator's property.</param>
    protected PolymorphicCodec(string property) => _property = property;

    /// <inheritdoc/>
    public sealed override void Write(StateWriter writer, T value)
    {
        if (!writer.IsNew(value))
        {
            return;
        }

        if (!ByType.TryGetValue(value.GetType(), out var known))
        {
            throw new InvalidOperationException($"A {value.GetType()} cannot be written as {typeof(T)}: no [JsonDerivedType] attribute names it.");
        }

        writer.Json.WriteStartObject();
        switch (known.Discriminator)
        {
            case string name:
                writer.Json.WriteString(_property, name);
                break;
            case int number:
                writer.Json.WriteNumber(_property, number);
                break;
        }

        known.WriteMembers(writer, value);
        writer.Json.WriteEndObject();
    }

    /// <inheritdoc/>
    public sealed override T Read(ref StateReader reader)
    {
        if (!reader.IsNew<T>(out var known, out var number))
        {
            return known!;
        }

        reader.StartObject(typeof(T).Name);
        var discriminator = Discriminator(reader.Json);
        foreach (var candidate in ByType.Values)
        {
            if (Equals(candidate.Discriminator, discriminator))
            {
                return candidate.ReadMembers(ref reader, number);
            }
        }

        throw reader.Invalid(discriminator is null ? $"{typeof(T).Name} with a '{_property}'" : $"{typeof(T).Name}, not one of type '{discriminator}'");
    }

    /// <summary>The types that may occur.</summary>
    protected abstract IEnumerable<PolymorphicCase<T>> Cases();

    /// <summary>A derived type.</summary>
    /// <param name="discriminator">A string, an int, or null for the base type itself.</param>
    /// <param name="codec">Writes its members.</param>
    protected static PolymorphicCase<T> Case<TDerived>(object? discriminator, ObjectCodec<TDerived> codec)
        where TDerived : T => new PolymorphicCase<T, TDerived>(discriminator, codec);

    private Dictionary<Type, PolymorphicCase<T>> ByType => _byType ??= Cases().ToDictionary(known => known.Type);

    // Looks ahead: another writer may not put it first.
    private object? Discriminator(Utf8JsonReader ahead)
    {
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var found = ahead.ValueTextEquals(_property);
            ahead.Read();
            if (found)
            {
                return ahead.TokenType switch
                {
                    JsonTokenType.String => ahead.GetString(),
                    JsonTokenType.Number when ahead.TryGetInt32(out var number) => number,
                    _ => null,
                };
            }

            if (!ahead.TrySkip())
            {
                break;
            }
        }

        return null;
    }
}
