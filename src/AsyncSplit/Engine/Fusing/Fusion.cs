using AsyncSplit.Envelopes;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine.Fusing;

/// <summary>Goes on in place behind the entry point that an envelope has asked for: callees and continuations run in this step, with the objects that they are, as long as nothing is needed that only a message can do.</summary>
/// <remarks>
/// It may stop at any boundary. What it leaves then is what the envelope of that boundary would have said, with the same id: a step that is repeated, and stops elsewhere, sends nothing else than a run without it would.
/// </remarks>
/// <param name="environment">What the step runs with.</param>
/// <param name="options">How far it may go.</param>
/// <param name="step">The step.</param>
/// <param name="current">What the handlers know of it.</param>
/// <param name="below">The frames that came with the envelope.</param>
internal sealed class Fusion(StepEnvironment environment, FuseOptions options, ServiceStepContext step, ChainStep current, ReadOnlyMemory<byte> below)
{
    private readonly List<FusedFrame> _frames = [];
    private readonly FusedContext _context = new(step, current);
    private readonly long _started = environment.Clock.GetTimestamp();
    private int _attempt = current.Attempt;
    private ReadOnlyMemory<byte> _below = below;
    private bool _isCall;

    /// <summary>What has run last.</summary>
    public required EntryPoint EntryPoint { get; set; }

    /// <summary>On what it ran; null for a static handler.</summary>
    public required object? Instance { get; set; }

    /// <summary>What it has ended with; null where it has thrown.</summary>
    public required StepOutcome? Outcome { get; set; }

    /// <summary>What it has thrown; null where it has not.</summary>
    public required Exception? Thrown { get; set; }

    /// <summary>What it has started; null where it has not.</summary>
    public StepFutures? Futures { get; private set; }

    /// <summary>How many boundaries were passed in place.</summary>
    public int Hops { get; private set; }

    /// <summary>Goes on until something has to be sent, or it is time.</summary>
    /// <exception cref="CannotFuseException">It has gone on where it cannot.</exception>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        while (Futures is null or { IsUnused: true } && MayGoOn(cancellationToken) && TryNext())
        {
            Hops++;
            current.MoveTo(_context.Target, _attempt);
            try
            {
                var outcome = await EntryPoint.Run(_context).ConfigureAwait(false);
                Outcome = outcome is ForwardOutcome forwarded ? await forwarded.End.ConfigureAwait(false) : outcome;
                Thrown = null;
            }
            catch (Exception exception) when (exception is not CannotFuseException)
            {
                Outcome = null;
                Thrown = exception;
            }

            Futures = _context.UsedFutures;
        }
    }

    /// <summary>The envelope that would have been delivered for what has run last.</summary>
    /// <param name="envelope">What was delivered.</param>
    /// <exception cref="CannotFuseException">A frame cannot be written.</exception>
    public Envelope ToEnvelope(Envelope envelope)
    {
        // At the end of the chain nothing is sent any more that would have an id derived from it.
        var isEnd = _frames.Count == 0 && _below.IsEmpty && (Thrown is not null || Outcome is ReturnOutcome);
        var header = envelope.Header with { Id = isEnd ? envelope.Header.Id : current.MessageId, Kind = _isCall ? EnvelopeKind.Call : EnvelopeKind.Resume, Target = _context.Target, Attempt = _attempt };
        try
        {
            return envelope with { Header = header, Continuation = _frames.Count == 0 ? _below : EnvelopeWriter.WriteFrames(Enumerable.Reverse(_frames).Select(Written), _below.Span, environment.Registry) };
        }
        catch (Exception exception)
        {
            throw new CannotFuseException($"a frame that waits for '{_context.Target}' cannot be written: {exception.Message}", exception);
        }
    }

    private static (CapturedState State, ResumePoint Point) Written(FusedFrame frame) => (frame.State!, frame.EntryPoint.ResumePoint!);

    private bool MayGoOn(CancellationToken cancellationToken) =>
        Hops < options.MaxHops && !cancellationToken.IsCancellationRequested && environment.Clock.GetElapsedTime(_started) < options.Limit;

    private bool TryNext() => Thrown is not null ? TryThrow(Thrown) : Outcome switch
    {
        CallOutcome call => TryCall(call),
        ReturnOutcome => TryReturn(Outcome),
        ResumeOutcome { Awaited.Exception: { } exception, Frame.ResumePoint.Catches: false } => TryThrow(exception),
        ResumeOutcome resume => TryFind(resume.Frame, out var frame) && Resume(frame, resume.Awaited, resume.Awaited.Exception),
        _ => false,
    };

    private bool TryCall(CallOutcome outcome)
    {
        string target;
        EntryPoint? callee;
        object? instance;
        try
        {
            target = environment.Registry.TargetOf(outcome.Call, Instance, EntryPoint);
            if (environment.Foreign.IsRouted(target) || !environment.Registry.TryFind(target, out callee) || callee is not { ResumePoint: null, Retry: null })
            {
                return false;
            }

            instance = step.Resolve(ref callee);
        }
        catch (Exception)
        {
            // Whatever is wrong with the call, its own step, or the one that would have sent it, finds it and says so.
            return false;
        }

        var frame = default(FusedFrame);
        if (callee.Retry is not null || (outcome.Frame is { } state && !TryFind(state, out frame)))
        {
            return false;
        }

        if (outcome.Frame is not null)
        {
            _frames.Add(frame);
        }

        _attempt = 1;
        _isCall = true;
        EntryPoint = callee;
        Instance = instance;
        _context.Call(target, callee, instance, outcome.Call);
        return true;
    }

    private bool TryReturn(StepOutcome outcome)
    {
        if (_frames.Count > 0)
        {
            return Resume(Pop(), outcome, null);
        }

        while (!_below.IsEmpty)
        {
            var top = Frame.ReadTop(_below, out var rest);
            if (top.Id != RetryFrame.ResumePoint)
            {
                return TryReceive(top, rest, out var frame) && Resume(frame, outcome, null);
            }

            // A result ends the attempts.
            _below = rest;
        }

        return false;
    }

    private bool TryThrow(Exception exception)
    {
        while (_frames.Count > 0)
        {
            var frame = Pop();
            if (frame.EntryPoint.ResumePoint!.Catches)
            {
                return Resume(frame, null, exception);
            }
        }

        // A frame that came with the envelope, and is passed by, may have listened to signals: the interpreter sees to that.
        return !_below.IsEmpty && Frame.ReadTop(_below, out var rest) is { Catches: true } top && TryReceive(top, rest, out var received) && Resume(received, null, exception);
    }

    private FusedFrame Pop()
    {
        var frame = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        return frame;
    }

    /// <summary>Takes a frame that came with the envelope. One that is none of a handler's, or that no deployed resume point fits, gets an envelope, which tells what becomes of it.</summary>
    private bool TryReceive(Frame top, ReadOnlyMemory<byte> rest, out FusedFrame frame)
    {
        frame = default;
        if (!environment.Registry.TryFind(top.Id, out var point) || point.ResumePoint is not { IsJoin: false } resumePoint || resumePoint.Fingerprint != top.Fingerprint || !TryResolve(point, out var instance))
        {
            return false;
        }

        _below = rest;
        frame = new FusedFrame(point, instance, RetryFrame.AttemptOf(rest)) { Received = top };
        return true;
    }

    private bool TryResolve(EntryPoint point, out object? instance)
    {
        instance = null;
        try
        {
            instance = step.Resolve(ref point);
            return true;
        }
        catch (Exception)
        {
            // The envelope's own step says what is missing, and is delivered again.
            return false;
        }
    }

    private bool Resume(in FusedFrame frame, object? awaited, Exception? thrown)
    {
        _attempt = frame.Attempt;
        _isCall = false;
        EntryPoint = frame.EntryPoint;
        Instance = frame.Instance;
        _context.Resume(frame, awaited, thrown);
        return true;
    }

    private bool TryFind(CapturedState state, out FusedFrame frame)
    {
        var isFound = environment.Registry.TryFind(environment.Registry.PointOf(state, EntryPoint).Id, out var point);
        frame = isFound ? new FusedFrame(point!, Instance, _attempt) { State = state } : default;
        return isFound;
    }
}
