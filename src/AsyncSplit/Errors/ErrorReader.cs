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
    /// <param name="error">The JSON.</param>
    /// <param name="registry">The types that are known.</param>
    /// <param name="objects">The objects that references stand for, where the error is part of a captured state that tracks identity.</param>
    public static Exception Read(ReadOnlyMemory<byte> error, ChainRegistry registry, List<object?>? objects = null)
    {
        var parts = Parse(error);
        if (!parts.Remote.IsEmpty)
        {
            return Read(parts.Remote, registry);
        }

        var inner = new Exception[parts.Inner.Count];
        for (var i = 0; i < inner.Length; i++)
        {
            inner[i] = ReadInner(parts.Inner[i], registry, objects);
        }

        var exception = Restore(parts, inner, registry, objects is null || inner.Length == 0 ? error : default);
        exception.HResult = parts.HResult ?? exception.HResult;
        exception.Source = parts.Source;
        exception.HelpLink = parts.Help;
        if (!RemoteErrors.TryGet(exception, out _))
        {
            RestoreMessage(exception, parts);
            if (inner.Length > 0 && exception.InnerException is null)
            {
                ExceptionFields.Inner(exception) = inner[0];
            }

            if (exception is AggregateException aggregate && aggregate.InnerExceptions.Count != inner.Length)
            {
                ExceptionFields.InnerExceptions(aggregate) = inner;
            }
        }

        if (!parts.Entries.IsEmpty)
        {
            ErrorEntries.Read(parts.Entries, exception.Data);
        }

        if (parts.Stack is { } stack)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, stack);
        }

        return exception;
    }

    /// <summary>Whether the error is an <see cref="OperationCanceledException"/>. Not, if it is no error.</summary>
    public static bool IsCancellation(ReadOnlyMemory<byte> error)
    {
        try
        {
            var parts = Parse(error);
            return parts.Remote.IsEmpty ? parts.Bases.Prepend(parts.Type).Contains(typeof(OperationCanceledException).FullName) : IsCancellation(parts.Remote);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>What a person reads of an error.</summary>
    public static ErrorSnapshot Show(ReadOnlyMemory<byte> error)
    {
        try
        {
            var parts = Parse(error);
            return parts.Remote.IsEmpty ? new ErrorSnapshot(parts.Type, parts.Message, parts.Stack) : Show(parts.Remote);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return new ErrorSnapshot("unknown", $"The error cannot be read: {exception.Message}", null);
        }
    }

    /// <summary>Type and message of an error, in one line.</summary>
    public static string Describe(ReadOnlyMemory<byte> error)
    {
        var shown = Show(error);
        return $"{shown.Type}: {shown.Message}";
    }

    private static Exception ReadInner(ReadOnlyMemory<byte> error, ChainRegistry registry, List<object?>? objects)
    {
        if (objects is null)
        {
            return Read(error, registry);
        }

        var json = new Utf8JsonReader(error.Span, WireNames.ReaderOptions);
        if (json.Read() && json.Read() && json.Is("$ref"u8) && json.Read() && json.TryGetInt32(out var reference))
        {
            return reference >= 0 && reference < objects.Count && objects[reference] is Exception known ? known : throw new JsonException($"Reference {reference} stands for no exception.");
        }

        var number = objects.Count;
        objects.Add(null);
        var exception = Read(error, registry, objects);
        objects[number] = exception;
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
            var reader = new StateReader(json) { Registry = registry };
            return codec.Read(ref reader, parts.Raw ?? parts.Message, inner.Length > 0 ? inner[0] : null);
        }

        var failed = new ChainFailedException(parts.Message, parts.Type, parts.Stack, inner);
        if (!error.IsEmpty)
        {
            RemoteErrors.Remember(failed, error.Span);
        }

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
