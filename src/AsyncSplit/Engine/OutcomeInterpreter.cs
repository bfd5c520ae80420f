using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Engine;

/// <summary>Turns what a step ended with into what is to be committed. Pure: no clock, no services, no IO.</summary>
internal sealed partial class OutcomeInterpreter(ChainRegistry registry, int maxEnvelopeBytes)
{
    /// <summary>The step ended with an outcome.</summary>
    /// <exception cref="EnvelopeException">A frame below is unreadable, or even the error that says so is too large to be sent.</exception>
    public StepCommit Interpret(in StepInput input, StepOutcome outcome)
    {
        Sent sent;
        try
        {
            sent = IsCancelled(input, outcome) ? SendCancellation(input, outcome) : Send(input, outcome);
        }
        catch (Exception exception) when (exception is not EnvelopeException)
        {
            // What was to be captured, passed or returned cannot be written.
            return Refuse(input, outcome, exception);
        }

        return (sent.Envelope ?? sent.Wait?.Envelope) is { } envelope && envelope.Body.Length > maxEnvelopeBytes
            ? Refuse(input, outcome, new EnvelopeTooLargeException(envelope.Target, envelope.Body.Length, maxEnvelopeBytes, CapturedLocal.Measure(sent.Captured.Span)))
            : Commit(input, IsCancelled(input, outcome) ? StepOutcomeKind.Cancel : KindOf(outcome), sent);
    }

    private static StepOutcomeKind KindOf(StepOutcome outcome) => outcome switch
    {
        CallOutcome { Frame: null } => StepOutcomeKind.TailCall,
        CallOutcome => StepOutcomeKind.Call,
        ReturnOutcome => StepOutcomeKind.Return,
        DelayOutcome => StepOutcomeKind.Delay,
        ResumeOutcome => StepOutcomeKind.Resume,
        JoinOutcome => StepOutcomeKind.Join,
        _ => throw new NotSupportedException($"The outcome {outcome.GetType()} is not known."),
    };

    private Sent Send(in StepInput input, StepOutcome outcome)
    {
        switch (outcome)
        {
            case CallOutcome call:
                var calling = Begin(input, EnvelopeKind.Call, TargetOf(call.Call, input), input.EndedAt, out var header);
                call.Call.WriteArguments(calling.Payload(PayloadKind.Arguments));
                return End(input, header, calling, call.Frame);

            case DelayOutcome delay:
                var waiting = Begin(input, EnvelopeKind.Resume, PointOf(delay.Frame, input).Id, DueAfter(input.EndedAt, delay.Delay), out header);
                waiting.Payload(PayloadKind.Result).Null();
                return End(input, header, waiting, delay.Frame);

            case ResumeOutcome { Awaited.Exception: { } exception } failed:
                // The await's own handlers decide; without any, no step is needed to find out.
                var error = PayloadOf(exception);
                return failed.Frame.ResumePoint.Catches ? ThrowAt(input, failed.Frame, error) : Answer(input, PayloadKind.Error, error);

            case ResumeOutcome resume:
                var point = PointOf(resume.Frame, input);
                var codec = registry.TryFind(point.Id, out var entryPoint) ? entryPoint.Awaited : null;
                var resuming = Begin(input, EnvelopeKind.Resume, point.Id, input.EndedAt, out header);
                resume.Awaited.Write(resuming.Payload(PayloadKind.Result), codec);
                return End(input, header, resuming, resume.Frame);

            case JoinOutcome join:
                return Wait(input, join);

            case ReturnOutcome result when WrittenEnvelope.PointOf(input.Envelope.Continuation, registry) is { ResumePoint: not null } caller:
                var answering = Begin(input, EnvelopeKind.Resume, caller.Id, input.EndedAt, out header);
                result.Write(answering.Payload(PayloadKind.Result), input.EntryPoint?.Result);
                return new Sent { Envelope = Outgoing(header, Ended(answering, input.Envelope.Continuation)) };

            case ReturnOutcome result:
                return Answer(input, PayloadKind.Result, EnvelopeWriter.WriteValue(WriteResult(result, input.EntryPoint?.Result), registry));

            default:
                throw new NotSupportedException($"The outcome {outcome.GetType()} is not known.");
        }
    }

    private ResumePoint PointOf(CapturedState frame, in StepInput input) => registry.PointOf(frame, input.EntryPoint);

    private string TargetOf(ChainCall call, in StepInput input) => registry.TargetOf(call, input.Instance, input.EntryPoint);

    private ReadOnlyMemory<byte> PayloadOf(Exception exception) => EnvelopeWriter.WriteValue(state => ErrorWriter.Write(state, exception, registry), registry);

    private EnvelopeWriter Begin(in StepInput input, EnvelopeKind kind, string target, DateTimeOffset dueAt, out EnvelopeHeader header)
    {
        input.Futures?.BeginCapture();
        header = Header(input, kind, target, dueAt);
        var writer = EnvelopeWriter.Rent(registry);
        writer.Begin(header);
        return writer;
    }

    /// <summary>Sends an envelope with <paramref name="frame"/> on top of the step's continuation, or with the continuation alone.</summary>
    private Sent End(in StepInput input, in EnvelopeHeader header, EnvelopeWriter writer, CapturedState? frame)
    {
        if (frame is not null)
        {
            writer.Frame(frame, PointOf(frame, input), input.Futures);
        }

        var state = writer.State;
        var body = Ended(writer, input.Continuation);
        return new Sent { Envelope = Outgoing(header, body), Captured = frame is null ? default : body.AsMemory(state) };
    }

    private static byte[] Ended(EnvelopeWriter writer, ReadOnlyMemory<byte> continuation)
    {
        var body = writer.End(continuation.Span);
        writer.Return();
        return body;
    }

    private static Action<StateWriter> WriteResult(ReturnOutcome result, Codec? codec) => writer => result.Write(writer, codec);

    /// <summary>Sends an envelope when what the step waits for has ended; now, if it has.</summary>
    private Sent Wait(in StepInput input, JoinOutcome join)
    {
        input.Futures?.BeginCapture();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var needsAll = join.Futures.Find(join.Task)?.CollectPending(join.Futures, ids) ?? true;
        var header = Header(input, EnvelopeKind.Resume, PointOf(join.Frame, input).Id, input.EndedAt);
        var writer = EnvelopeWriter.Rent(registry);
        writer.Begin(header);
        var hole = writer.FuturesPayload();
        writer.Frame(join.Frame, PointOf(join.Frame, input), input.Futures);
        var body = writer.End(input.Continuation.Span);
        var captured = body.AsMemory(writer.State);
        writer.Return();
        var envelope = Outgoing(header, body);
        return ids.Count == 0 || !join.Futures.IsPending(join.Task)
            ? new Sent { Envelope = envelope, Captured = captured }
            : new Sent
            {
                Wait = new FutureWait(envelope, hole, [.. ids], needsAll ? ids.Count : 1) { OutlivesCancellation = header.IsCancelled, Timers = join.Futures.TimersOf(join.Task, needsAll) },
                Captured = captured,
            };
    }

    private IReadOnlyList<OutgoingEnvelope> Sends(in StepInput input, OutgoingEnvelope? envelope, FutureWait? wait)
    {
        if (input.Futures is { Started.Count: > 0 })
        {
            return envelope is null ? [.. Started(input, wait)] : [.. Started(input, wait), envelope];
        }

        return envelope is null ? [] : [envelope];
    }

    private static IReadOnlyList<SignalListener> Listens(in StepInput input)
    {
        var chainId = input.Envelope.Header.ChainId;
        return input.Futures is { } futures ? [.. futures.Listening.Select(listening => new SignalListener(chainId, listening.Name, listening.FutureId))] : [];
    }

    /// <summary>A signal that nobody can hear any more is for the next who listens.</summary>
    private static IReadOnlyList<ListenerWithdrawal> Withdraws(in StepInput input, in Sent sent)
    {
        if (input.Futures is null && sent.Abandoned.Count == 0)
        {
            return [];
        }

        var chainId = input.Envelope.Header.ChainId;
        return [.. (input.Futures?.Abandoned ?? []).Concat(sent.Abandoned).Select(futureId => new ListenerWithdrawal(chainId, futureId))];
    }

    /// <summary>The envelopes of what the step has started, whatever became of the step itself.</summary>
    private IEnumerable<OutgoingEnvelope> Started(StepInput input, FutureWait? wait)
    {
        var awaited = wait?.FutureIds.ToHashSet(StringComparer.Ordinal);
        // A callback whose token nobody has got has ended already.
        foreach (var started in input.Futures!.Started.Where(static started => started.Expires is not { IsCompleted: true }))
        {
            var due = DueAfter(input.EndedAt, started.Delay);
            var header = Header(input, started.Target is null ? EnvelopeKind.Resume : EnvelopeKind.Call, started.Target ?? FutureNames.ResumePoint, due, started.Id);
            var writer = EnvelopeWriter.Rent();
            writer.Begin(header);
            if (started.Expires is not null)
            {
                writer.Payload(PayloadKind.Error, PayloadOf(Chain.TimedOut(started.Delay)).Span);
            }
            else if (started.Target is null)
            {
                writer.Payload(PayloadKind.Result).Null();
            }
            else
            {
                writer.Payload(PayloadKind.Arguments, started.Arguments.Span);
            }

            // Not for a callback, which others end that have no frame.
            writer.FutureFrame(started.FutureId, started.Expires is not null, started.Expires is null && awaited?.Contains(started.FutureId) == true ? wait!.Envelope.MessageId : null);
            var body = writer.End(default);
            writer.Return();
            yield return Outgoing(header, body);
        }
    }

    private StepCommit Commit(in StepInput input, StepOutcomeKind kind, Sent sent, ReadOnlyMemory<byte>? error = null) => new()
    {
        DeadLetter = sent.Completion is { Error: { } unhandled, IsCancellation: false } ? Unhandled(input, unhandled) : null,

        // Where the chain may go on from this step, it may wait for them again.
        Withdraws = sent.Completion is null ? Withdraws(input, sent) : [],
        Thrown = sent.IsRetry && error is { } thrown ? ErrorReader.Describe(thrown) : null,
        Sends = Sends(input, sent.Envelope, sent.Wait),
        Listens = Listens(input),
        Settled = sent.Settled,
        Wait = sent.Wait,
        Completed = sent.Completion,
        Step = new StepRecord
        {
            ChainId = input.Envelope.Header.ChainId,
            MessageId = input.Envelope.Header.Id,
            EntryPoint = input.EntryPointId,
            Outcome = sent.IsRetry ? StepOutcomeKind.Retry : kind,
            Next = (sent.Envelope ?? sent.Wait?.Envelope)?.Target,
            Attempt = input.Delivery.Attempt,
            CreatedAt = input.Envelope.Header.CreatedAt,
            DueAt = input.Envelope.Header.DueAt,
            StartedAt = input.StartedAt,
            Active = input.Active,
            EnvelopeBytes = input.Envelope.Bytes,
            SentBytes = sent.Bytes,
            CapturedJson = sent.Captured,
        },
    };

    private static EnvelopeHeader Header(in StepInput input, EnvelopeKind kind, string target, DateTimeOffset dueAt, string? id = null) => new()
    {
        ChainId = input.Envelope.Header.ChainId,
        Id = id ?? MessageIds.Derive(input.Envelope.Header.Id, 0),
        Kind = kind,
        Target = target,
        CreatedAt = input.EndedAt,
        DueAt = dueAt,
        Deadline = input.Envelope.Header.Deadline,
        TraceParent = input.TraceParent ?? input.Envelope.Header.TraceParent,
        TraceState = input.Envelope.Header.TraceState,
        Attempt = 1,
        IsCancelled = input.Envelope.Header.IsCancelled,
    };

    private static OutgoingEnvelope Outgoing(in EnvelopeHeader header, byte[] body) =>
        new(header.Id, header.ChainId, header.Target, header.DueAt, body) { OutlivesCancellation = header.IsCancelled };

    private static DateTimeOffset DueAfter(DateTimeOffset now, TimeSpan delay) =>
        delay == Timeout.InfiniteTimeSpan || delay > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + delay;
}
