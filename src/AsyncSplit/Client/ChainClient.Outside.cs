using System.Text.Json;
using AsyncSplit.Engine;
using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using AsyncSplit.Serialization;

namespace AsyncSplit;

/// <content>Ends callbacks and sends signals: a commit without a step.</content>
internal sealed partial class ChainClient
{
    public async Task<ChainHandle> StartJsonAsync(string handler, ReadOnlyMemory<byte> arguments, ChainStartOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!registry.TryFind(handler, out var start) || start.ResumePoint is not null || start.Call is null)
        {
            throw new KeyNotFoundException($"There is no handler '{handler}'.");
        }

        Check(arguments, null);
        await ArgumentsCheck.RunAsync(start, arguments, registry).ConfigureAwait(false);
        return await StartAsync(new JsonCall(handler, arguments), options, cancellationToken).ConfigureAwait(false);
    }

    public async Task CompleteAsync<T>(CallbackToken token, T value, CancellationToken cancellationToken = default) =>
        ThrowIfRefused(await TryCompleteAsync(token, value, cancellationToken).ConfigureAwait(false));

    public async Task CompleteAsync(CallbackToken token, CancellationToken cancellationToken = default) =>
        ThrowIfRefused(await TryCompleteAsync<object?>(token, null, cancellationToken).ConfigureAwait(false));

    public async Task FailAsync(CallbackToken token, Exception exception, CancellationToken cancellationToken = default) =>
        ThrowIfRefused(await TryFailAsync(token, exception, cancellationToken).ConfigureAwait(false));

    public Task<CallbackAnswer> TryCompleteAsync<T>(CallbackToken token, T value, CancellationToken cancellationToken = default)
    {
        var ticket = tokens.Read(token);
        return SettleAsync(ticket, PayloadKind.Result, Write(ticket, value), cancellationToken);
    }

    public Task<CallbackAnswer> TryFailAsync(CallbackToken token, Exception exception, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return SettleAsync(tokens.Read(token), PayloadKind.Error, EnvelopeWriter.WriteValue(writer => ErrorWriter.Write(writer, exception, registry), registry), cancellationToken);
    }

    public Task<CallbackAnswer> TryCompleteJsonAsync(CallbackToken token, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default)
    {
        var ticket = tokens.Read(token);
        Check(json, registry.FindValue(ticket.ValueType));
        return SettleAsync(ticket, PayloadKind.Result, json, cancellationToken);
    }

    public Task<CallbackAnswer> TryFailJsonAsync(CallbackToken token, ReadOnlyMemory<byte> error, CancellationToken cancellationToken = default)
    {
        var ticket = tokens.Read(token);
        Check(error, null);
        CheckError(error);
        return SettleAsync(ticket, PayloadKind.Error, error, cancellationToken);
    }

    public async Task SignalAsync<T>(string chainId, string name, T value, string? signalId = null, CancellationToken cancellationToken = default)
    {
        var codec = CodecOf<T>();
        var json = EnvelopeWriter.WriteValue(writer => codec.Write(writer, value), registry);
        var answer = await SendSignalAsync(chainId, name, json, signalId, cancellationToken).ConfigureAwait(false);
        if (answer is SignalAnswer.ChainEnded or SignalAnswer.UnknownChain)
        {
            throw new SignalRefusedException(chainId, answer);
        }
    }

    public Task<SignalAnswer> TrySignalJsonAsync(string chainId, string name, ReadOnlyMemory<byte> json, string? signalId = null, CancellationToken cancellationToken = default)
    {
        Check(json, null);
        return SendSignalAsync(chainId, name, json, signalId, cancellationToken);
    }

    private async Task<CallbackAnswer> SettleAsync(CallbackTicket ticket, PayloadKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (ticket.ExpiresAt <= clock.GetUtcNow())
        {
            return CallbackAnswer.Expired;
        }

        var settled = new FutureSettlement(ticket.ChainId, ticket.FutureId, SettledFutures.Write(ticket.FutureId, kind, payload))
        {
            IsRemembered = true,
            Timer = CallbackFuture.ExpiryOf(ticket.FutureId),
        };
        if (await committer.CommitAsync(null, new StepCommit { Settled = settled }, cancellationToken).ConfigureAwait(false) == CommitResult.Applied)
        {
            return CallbackAnswer.Accepted;
        }

        return (await store.FindAsync(ticket.ChainId, cancellationToken).ConfigureAwait(false))?.Status switch
        {
            null => CallbackAnswer.UnknownChain,
            ChainStatus.Running or ChainStatus.Parked => CallbackAnswer.AlreadyCompleted,
            _ => CallbackAnswer.ChainEnded,
        };
    }

    private async Task<SignalAnswer> SendSignalAsync(string chainId, string name, ReadOnlyMemory<byte> json, string? signalId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(chainId);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var signal = new SignalDelivery(chainId, name, signalId ?? Guid.NewGuid().ToString("N"), json);
        if (await committer.CommitAsync(null, new StepCommit { Signalled = signal }, cancellationToken).ConfigureAwait(false) == CommitResult.Applied)
        {
            return SignalAnswer.Accepted;
        }

        return (await store.FindAsync(chainId, cancellationToken).ConfigureAwait(false))?.Status switch
        {
            null => SignalAnswer.UnknownChain,
            ChainStatus.Running or ChainStatus.Parked => SignalAnswer.AlreadySent,
            _ => SignalAnswer.ChainEnded,
        };
    }

    private byte[] Write<T>(CallbackTicket ticket, T value)
    {
        if (ticket.ValueType.Length == 0)
        {
            return value is null ? "null"u8.ToArray() : throw new ArgumentException($"The callback is for no value, and not for a {typeof(T)}.", nameof(value));
        }

        if (registry.FindValue(ticket.ValueType) is not { } expected)
        {
            var codec = CodecOf<T>();
            return EnvelopeWriter.WriteValue(writer => codec.Write(writer, value), registry);
        }

        return value is null ? default(T) is null && (!expected.Type.IsValueType || Nullable.GetUnderlyingType(expected.Type) is not null) ? WriteObject(expected, null) : throw Unfit<T>(expected)
            : expected.Type.IsInstanceOfType(value) ? WriteObject(expected, value)
            : throw Unfit<T>(expected);
    }

    private byte[] WriteObject(Codec codec, object? value) => EnvelopeWriter.WriteValue(writer => codec.WriteObject(writer, value), registry);

    private static ArgumentException Unfit<T>(Codec expected) => new($"The callback is for a {expected.Type}, and not for a {typeof(T)}.", "value");

    private Codec<T> CodecOf<T>() => registry.FindValue<T>() ?? throw new InvalidOperationException(
        $"Nothing here can write a {typeof(T)}: no handler that AddChainables() has found waits for one, or returns one. Reference the handlers' assembly, or send the value as JSON.");

    private void Check(ReadOnlyMemory<byte> json, Codec? expected)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span, WireNames.ReaderOptions);
            while (reader.Read())
            {
            }

            reader = new Utf8JsonReader(json.Span, WireNames.ReaderOptions);
            reader.Read();
            var state = new StateReader(reader) { Registry = registry };
            expected?.Check(ref state);
        }
        catch (Exception exception)
        {
            // Whatever a codec or a constructor has against the value.
            throw new ArgumentException(expected is null ? $"The value is no JSON: {exception.Message}" : $"The value is no {expected.Type}: {exception.Message}", nameof(json), exception);
        }
    }

    private void CheckError(ReadOnlyMemory<byte> error)
    {
        using var json = JsonDocument.Parse(error);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !json.RootElement.TryGetProperty("message", out _))
        {
            throw new ArgumentException("An error is an object with 'type' and 'message'.", nameof(error));
        }

        try
        {
            _ = ErrorReader.Read(error, registry);
        }
        catch (Exception exception)
        {
            throw new ArgumentException($"This is no error: {exception.Message}", nameof(error), exception);
        }
    }

    private static void ThrowIfRefused(CallbackAnswer answer)
    {
        if (answer != CallbackAnswer.Accepted)
        {
            throw new CallbackRefusedException(answer);
        }
    }
}
