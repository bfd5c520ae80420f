using AsyncSplit.Futures;

namespace AsyncSplit.Serialization;

/// <summary>Writes and reads values of one type as JSON. Generated for every user type that crosses a boundary; <see cref="Codecs"/> has those of the framework's types.</summary>
public abstract class Codec
{
    private protected Codec()
    {
    }

    /// <summary>The type whose values this codec writes and reads.</summary>
    public abstract Type Type { get; }

    /// <summary>Makes and writes tasks with such results.</summary>
    internal abstract TaskShape Tasks { get; }

    /// <summary>Writes a value that is of the type, or null.</summary>
    internal abstract void WriteObject(StateWriter writer, object? value);

    /// <summary>Reads a value and forgets it.</summary>
    /// <exception cref="System.Text.Json.JsonException">The JSON is not a value of this type.</exception>
    internal abstract void Check(ref StateReader reader);
}

/// <inheritdoc cref="Codec"/>
public abstract class Codec<T> : Codec
{
    /// <inheritdoc/>
    public sealed override Type Type => typeof(T);

    /// <inheritdoc/>
    internal sealed override TaskShape Tasks => field ??= new TaskShape<T>(this);

    /// <inheritdoc/>
    internal sealed override void WriteObject(StateWriter writer, object? value) => Write(writer, (T)value!);

    /// <inheritdoc/>
    internal sealed override void Check(ref StateReader reader) => Read(ref reader);

    /// <summary>Writes one JSON value.</summary>
    public abstract void Write(StateWriter writer, T value);

    /// <summary>Reads the JSON value whose first token the reader stands on, and leaves the reader on the value's last token.</summary>
    /// <exception cref="System.Text.Json.JsonException">The JSON is not a value of this type.</exception>
    public abstract T Read(ref StateReader reader);
}
