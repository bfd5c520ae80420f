using System.Text.Json;
using AsyncSplit.Diagnostics;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Security;

namespace AsyncSplit.Routing;

/// <summary>Lets calls out to other programs, and their answers in.</summary>
public sealed class ForeignCalls
{
    private readonly IChainCommitter _committer;
    private readonly IChainStore _store;
    private readonly ContinuationSeal _seal;
    private readonly IChainRouter[] _routers;
    private readonly TimeProvider _clock;

    internal ForeignCalls(IChainCommitter committer, IChainStore store, ContinuationSeal seal, IEnumerable<IChainRouter> routers, TimeProvider clock)
    {
        _committer = committer;
        _store = store;
        _seal = seal;
        _routers = [.. routers];
        _clock = clock;
    }

    /// <summary>Takes an answer in.</summary>
    /// <param name="body">A <c>resume</c> with the frames of the call that it answers, as they were.</param>
    /// <param name="cancellationToken">Cancels the call; whether the answer was taken is then unknown.</param>
    public async ValueTask<AnswerAcceptance> AcceptAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var acceptance = await TakeAsync(body, cancellationToken).ConfigureAwait(false);
        Telemetry.Count(acceptance);
        return acceptance;
    }

    /// <summary>Where a call goes; null for here.</summary>
    internal IEnvelopeSender? SenderOf(Envelope envelope) => envelope.Header.Kind == EnvelopeKind.Call ? SenderOf(envelope.Header.Target) : null;

    /// <summary>Whether calls of a wire name leave the application.</summary>
    internal bool IsRouted(string target) => SenderOf(target) is not null;

    private IEnvelopeSender? SenderOf(string target)
    {
        foreach (var router in _routers)
        {
            if (router.Find(target) is { } sender)
            {
                return sender;
            }
        }

        return null;
    }

    /// <summary>The call as it leaves.</summary>
    internal RoutedCall Seal(Envelope envelope)
    {
        var writer = EnvelopeWriter.Rent();
        writer.Begin(envelope.Header);
        writer.Payload(PayloadKind.Arguments, envelope.Payload.Span);
        writer.SealedFrame(_seal.Seal(envelope.Header, envelope.Continuation.Span));
        var body = writer.End(default);
        writer.Return();
        return new RoutedCall(envelope.Header.Id, envelope.Header.ChainId, envelope.Header.Target, body);
    }

    private async ValueTask<AnswerAcceptance> TakeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        Envelope answer;
        try
        {
            answer = EnvelopeReader.Read(body);
            CheckJson(body);
        }
        catch (Exception exception) when (exception is EnvelopeException or JsonException)
        {
            return AnswerAcceptance.Malformed;
        }

        if (answer is not { Header.Kind: EnvelopeKind.Resume, Top.Id: EnvelopeWriter.Sealed, Continuation.IsEmpty: true } || ReadSeal(answer.Top) is not { } seal
            || _seal.Open(seal) is not { } opened || opened.ChainId != answer.Header.ChainId)
        {
            return AnswerAcceptance.NotAuthentic;
        }

        var envelope = Open(answer, opened);
        if (envelope.Body.Length > _committer.MaxEnvelopeBytes)
        {
            return AnswerAcceptance.TooLarge;
        }

        switch ((await _store.FindAsync(opened.ChainId, cancellationToken).ConfigureAwait(false))?.Status)
        {
            case null:
                return AnswerAcceptance.UnknownChain;
            case ChainStatus.Running or ChainStatus.Parked:
                await _committer.CommitAsync(null, new StepCommit { Sends = [envelope] }, cancellationToken).ConfigureAwait(false);
                return AnswerAcceptance.Accepted;
            default:
                return AnswerAcceptance.ChainEnded;
        }
    }

    /// <summary>The answer as one of our own steps would have sent it. Its id follows from the call's, whatever it says itself: a second answer is a repetition.</summary>
    private OutgoingEnvelope Open(Envelope answer, SealedContinuation opened)
    {
        var now = _clock.GetUtcNow();
        var target = opened.Frames.IsEmpty ? "" : Frame.ReadTop(opened.Frames, out _).Id;
        var header = answer.Header with { Id = MessageIds.Derive(opened.CallId, 0), Target = target, CreatedAt = now, DueAt = now, Attempt = 1, IsCancelled = opened.IsCancelled };
        var writer = EnvelopeWriter.Rent();
        writer.Begin(header);
        writer.Payload(answer.PayloadKind, answer.Payload.Span);
        var body = writer.End(opened.Frames.Span);
        writer.Return();
        return new OutgoingEnvelope(header.Id, header.ChainId, target, now, body) { OutlivesCancellation = opened.IsCancelled };
    }

    // Steps skip what they do not read; what comes from outside is read to its end.
    private static void CheckJson(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span, WireNames.ReaderOptions);
        while (reader.Read())
        {
        }
    }

    private static string? ReadSeal(Frame frame)
    {
        using var state = JsonDocument.Parse(frame.State);
        return state.RootElement.ValueKind == JsonValueKind.Object && state.RootElement.TryGetProperty(EnvelopeWriter.SealedState, out var seal) && seal.ValueKind == JsonValueKind.String
            ? seal.GetString()
            : null;
    }
}
