using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Errors;

/// <summary>Writes exceptions as errors: docs/wire-format.md.</summary>
internal static class ErrorWriter
{
    // A stack trace grows with every step that rethrows; its beginning, where it was thrown, is what counts.
    private const int MaxStackLength = 16 * 1024;

    // An exception that holds itself, through inner ones, is cut off here.
    private const int MaxInnerDepth = 32;

    public static void Write(StateWriter writer, Exception exception, ChainRegistry registry) => WriteNew(writer, exception, registry, 0);

    /// <summary>Writes an exception that has not been written before.</summary>
    public static void WriteNew(StateWriter writer, Exception exception, ChainRegistry registry) => WriteNew(writer, exception, registry, 0);

    private static void WriteNew(StateWriter writer, Exception exception, ChainRegistry registry, int depth)
    {
        var json = writer.Json;
        if (RemoteErrors.TryGet(exception, out var remote))
        {
            // It came as an error of a type that is not known here: it goes on as it came, for someone who may know it.
            WriteRemote(writer, remote.Span);
            return;
        }

        json.WriteStartObject();
        json.WriteString(ErrorNames.Type, NameOf(exception.GetType()));
        json.WriteStartArray(ErrorNames.Bases);
        for (var type = exception.GetType().BaseType; type is not null && type != typeof(object); type = type.BaseType)
        {
            json.WriteStringValue(NameOf(type));
        }

        json.WriteEndArray();
        json.WritePropertyName(ErrorNames.Message);
        StringCodec.Write(json, exception.Message);
        if (ExceptionFields.Message(exception) is { } raw && raw != exception.Message)
        {
            json.WritePropertyName(ErrorNames.Raw);
            StringCodec.Write(json, raw);
        }
        else if (ExceptionFields.Message(exception) is null)
        {
            json.WriteNull(ErrorNames.Raw);
        }

        json.WriteNumber(ErrorNames.HResult, exception.HResult);
        WriteText(json, ErrorNames.Source, exception.Source);
        WriteText(json, ErrorNames.Help, exception.HelpLink);
        if (exception.StackTrace is { } stack)
        {
            json.WriteString(ErrorNames.Stack, stack.AsSpan(0, Math.Min(stack.Length, MaxStackLength)));
        }

        if (FindCodec(exception, registry) is { } codec)
        {
            json.WritePropertyName(ErrorNames.Data);
            codec.WriteData(new StateWriter(json) { Registry = registry }, exception);
        }

        ErrorEntries.Write(writer, exception);

        if (depth < MaxInnerDepth)
        {
            WriteInner(writer, exception, registry, depth + 1);
        }

        json.WriteEndObject();
    }

    // Where objects are numbered, those in it are not: it says so.
    private static void WriteRemote(StateWriter writer, ReadOnlySpan<byte> error)
    {
        if (!writer.TracksIdentity)
        {
            writer.Json.WriteRawValue(error, skipInputValidation: true);
            return;
        }

        writer.Json.WriteStartObject();
        writer.Json.WritePropertyName(ErrorNames.Remote);
        writer.Json.WriteRawValue(error, skipInputValidation: true);
        writer.Json.WriteEndObject();
    }

    private static void WriteInner(StateWriter writer, Exception exception, ChainRegistry registry, int depth)
    {
        var inner = exception is AggregateException aggregate ? aggregate.InnerExceptions : (IReadOnlyList<Exception>)(exception.InnerException is { } single ? [single] : []);
        if (inner.Count == 0)
        {
            return;
        }

        writer.Json.WriteStartArray(ErrorNames.Inner);
        foreach (var each in inner)
        {
            if (!writer.TracksIdentity || writer.IsNew(each))
            {
                WriteNew(writer, each, registry, depth);
            }
        }

        writer.Json.WriteEndArray();
    }

    private static void WriteText(System.Text.Json.Utf8JsonWriter json, System.Text.Json.JsonEncodedText name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static ExceptionCodec? FindCodec(Exception exception, ChainRegistry registry)
    {
        for (var type = exception.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            if (registry.TryFindException(NameOf(type), out var codec))
            {
                return codec;
            }
        }

        return null;
    }

    private static string NameOf(Type type) => type.FullName ?? type.Name;
}
