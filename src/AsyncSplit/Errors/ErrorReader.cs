using System.Runtime.ExceptionServices;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Errors;

/// <summary>Restores exceptions from errors: docs/wire-format.md.</summary>
internal static class ErrorReader
{
    private static readonly ReadOnlyMemory<byte> s_noData = "{}"u8.ToArray();

    /// <summary>Restores the most derived type that <paramref name="registry"/> knows, else a <see cref="ChainFailedException"/>. Never runs code that a message names.</summary>
    /// <exception cref="JsonException">The JSON is no error.</exception>
    public static Exception Read(ReadOnlyMemory<byte> error, ChainRegistry registry)
    {
        var parts = Parse(error);
        var inner = new Exception[parts.Inner.Count];
        for (var i = 0; i < inner.Length; i++)
        {
            inner[i] = Read(parts.Inner[i], registry);
        }

        var exception = Restore(parts, inner, registry, error);
        if (exception is not ChainFailedException)
        {
            RestoreMessage(exception, parts);
            exception.HResult = parts.HResult ?? exception.HResult;
            if (inner.Length > 0 && exception.InnerException is null)
            {
                ExceptionFields.Inner(exception) = inner[0];
            }
        }

        if (parts.Stack is { } stack)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, stack);
        }

        return exception;
    }

    private static Exception Restore(ErrorParts parts, Exception[] inner, ChainRegistry registry, ReadOnlyMemory<byte> error)
    {
        if (FindCodec(parts, registry) is { } codec)
        {
            if (codec.TypeName == typeof(AggregateException).FullName)
            {
                // The one type with more than one inner exception, which its codec is not given.
                return new AggregateException(parts.Raw, inner);
            }

            var json = new Utf8JsonReader(parts.Data.IsEmpty ? s_noData.Span : parts.Data.Span, WireNames.ReaderOptions);
            json.Read();
            var reader = new StateReader(json);
            return codec.Read(ref reader, parts.Raw ?? parts.Message, inner.Length > 0 ? inner[0] : null);
        }

        var failed = new ChainFailedException(parts.Message, parts.Type, parts.Stack, inner.Length > 0 ? inner[0] : null);
        RemoteErrors.Remember(failed, error.Span);
        return failed;
    }

    private static ExceptionCodec? FindCodec(ErrorParts parts, ChainRegistry registry)
    {
        if (registry.TryFindException(parts.Type, out var codec))
        {
            return codec;
        }

        foreach (var name in parts.Bases)
        {
            // Every exception is one; ChainFailedException says more than a plain Exception would.
            if (name != typeof(Exception).FullName && registry.TryFindException(name, out codec))
            {
                return codec;
            }
        }

        return null;
    }

    private static void RestoreMessage(Exception exception, ErrorParts parts)
    {
        if (exception.Message == parts.Message && ExceptionFields.Message(exception) == parts.Raw)
        {
            return;
        }

        // The type composes its message from what the constructor got (a parameter's name, say), or is a base of the thrown type and would say something else.
        ExceptionFields.Message(exception) = parts.Raw;
        if (exception.Message != parts.Message)
        {
            ExceptionFields.Message(exception) = parts.Message;
        }
    }

    private static ErrorParts Parse(ReadOnlyMemory<byte> error)
    {
        var reader = new Utf8JsonReader(error.Span, WireNames.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An error is an object.");
        }

        var parts = new ErrorParts();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            parts.ReadMember(ref reader, error);
        }

        return parts;
    }
}
