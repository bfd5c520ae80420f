using System.Text.Json;
using AsyncSplit.Errors;
using AsyncSplit.Runtime;

namespace AsyncSplit.Serialization;

/// <summary>An exception as a value, for example that of a catch block in captured state: it travels as errors do, and is restored like them.</summary>
internal sealed class CapturedExceptionCodec<T> : Codec<T>
    where T : Exception
{
    internal static readonly CapturedExceptionCodec<T> Instance = new();

    /// <inheritdoc/>
    public override void Write(StateWriter writer, T value)
    {
        if (value is null)
        {
            writer.Null();
            return;
        }

        ErrorWriter.Write(writer, value, Known(writer.Registry));
    }

    /// <inheritdoc/>
    public override T Read(ref StateReader reader)
    {
        if (reader.Json.TokenType == JsonTokenType.Null)
        {
            return null!;
        }

        using var error = JsonDocument.ParseValue(ref reader.Json);
        var exception = ErrorReader.Read(System.Text.Encoding.UTF8.GetBytes(error.RootElement.GetRawText()), Known(reader.Registry));
        return exception as T ?? throw new JsonException($"A {typeof(T)} came back as {exception.GetType()}: its type is not registered here.");
    }

    private static ChainRegistry Known(ChainRegistry? registry) =>
        registry ?? throw new InvalidOperationException("An exception can be written in an envelope only.");
}
