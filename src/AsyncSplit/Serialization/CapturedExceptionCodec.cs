using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Runtime;

namespace AsyncSplit.Serialization;

/// <summary>An exception as a value: it travels as errors do, and is restored like them.</summary>
internal sealed class CapturedExceptionCodec<T> : Codec<T>
    where T : Exception
{
    internal static readonly CapturedExceptionCodec<T> Instance = new();

    /// <inheritdoc/>
    public override void Write(StateWriter writer, T value)
    {
        if (writer.IsNew(value))
        {
            ErrorWriter.WriteNew(writer, value, Known(writer.Registry));
        }
    }

    /// <inheritdoc/>
    public override T Read(ref StateReader reader)
    {
        if (!reader.IsNew<T>(out var known, out var number))
        {
            return known!;
        }

        using var error = JsonDocument.ParseValue(ref reader.Json);
        var exception = ErrorReader.Read(System.Text.Encoding.UTF8.GetBytes(error.RootElement.GetRawText()), Known(reader.Registry), reader.Objects);
        var value = exception as T ?? throw new JsonException($"A captured {typeof(T)} came back as {exception.GetType()}: its own type is not known here.");
        reader.Register(number, value);
        return value;
    }

    private static ChainRegistry Known(ChainRegistry? registry) =>
        registry ?? throw new InvalidOperationException("Without a registry no type of an exception is known.");
}
