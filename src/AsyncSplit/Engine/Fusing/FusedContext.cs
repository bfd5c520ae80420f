using System.Diagnostics.CodeAnalysis;
using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Engine.Fusing;

/// <summary>The context of an entry point that is run in place: with objects, where another step would have read them from an envelope.</summary>
internal sealed class FusedContext(ServiceStepContext step, ChainStep current) : StepContext
{
    private string _target = "";
    private EntryPoint? _running;
    private object? _instance;
    private ChainCall? _call;
    private FusedFrame _frame;
    private object? _awaited;
    private Exception? _thrown;
    private StepFutures? _futures;

    /// <inheritdoc/>
    public override string Target => _target;

    /// <inheritdoc/>
    public override CancellationToken CancellationToken => step.CancellationToken;

    /// <inheritdoc/>
    public override StepFutures Futures => _futures ??= step.NewFutures(current.MessageId, call => step.TargetOf(call, _instance, _running));

    /// <summary>What the entry point has started; null when it has not asked for anything of the kind.</summary>
    public StepFutures? UsedFutures => _futures;

    /// <summary>Next runs a callee.</summary>
    public void Call(string target, EntryPoint entryPoint, object? instance, ChainCall call) => Next(target, entryPoint, instance, call, default, null, null);

    /// <summary>Next runs what continues.</summary>
    /// <param name="frame">What was captured.</param>
    /// <param name="awaited">The outcome that has the result; null where it is an exception.</param>
    /// <param name="thrown">The exception; null where it is a result.</param>
    public void Resume(in FusedFrame frame, object? awaited, Exception? thrown) => Next(frame.EntryPoint.Id, frame.EntryPoint, frame.Instance, null, frame, awaited, thrown);

    /// <inheritdoc/>
    public override T Service<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>() => _instance is T instance ? instance : step.FindOrCreate<T>();

    /// <inheritdoc/>
    public override T Arguments<T>(StateRead<T> read)
    {
        if (_call is T own)
        {
            return own;
        }

        // The callee knows the arguments by a record of its own.
        var call = _running!.Call?.Invoke(_call?.GetArguments() ?? throw Unfusable($"the arguments of '{_target}' cannot be had"));
        return (call is RenamedCall renamed ? renamed.Call : call) is T arguments ? arguments : throw Unfusable($"the arguments of '{_target}' are no {typeof(T)}");
    }

    /// <inheritdoc/>
    public override T State<T>(StateRead<T> read) => _frame switch
    {
        { State: T state } => state,
        { Received: { } received } => ReadState(received, read),
        _ => throw Unfusable($"the state of '{_target}' is no {typeof(T)}"),
    };

    /// <inheritdoc/>
    public override bool WaitsFor(Task? task) => false;

    /// <inheritdoc/>
    public override Resumed Resumed() => new(_thrown);

    /// <inheritdoc/>
    public override Resumed<T> Resumed<T>(Codec<T> codec) => _thrown is not null
        ? new Resumed<T>(_thrown)
        : _awaited switch
        {
            ReturnValue<T> returned => new Resumed<T>(returned.Value),
            AwaitedValue<T> awaited => new Resumed<T>(awaited.Value),
            _ => throw Unfusable($"what '{_target}' awaits is no {typeof(T)}"),
        };

    private void Next(string target, EntryPoint entryPoint, object? instance, ChainCall? call, in FusedFrame frame, object? awaited, Exception? thrown)
    {
        _target = target;
        _running = entryPoint;
        _instance = instance;
        _call = call;
        _frame = frame;
        _awaited = awaited;
        _thrown = thrown;
        _futures = null;
    }

    private T ReadState<T>(Frame received, StateRead<T> read)
    {
        try
        {
            return step.ReadState(this, received, _running!, read);
        }
        catch (EnvelopeException exception)
        {
            // A step of its own makes a dead letter of it.
            throw new CannotFuseException(exception.Message, exception);
        }
    }

    private static CannotFuseException Unfusable(string why) => new(why);
}
