using AsyncSplit.Envelopes;

namespace AsyncSplit;

/// <summary>The step that runs: what a handler, and all that it calls in the process, can know of it.</summary>
public sealed partial class ChainStep : IRunningStep
{
    // Few ask for the id: it is derived when somebody does.
    private string _messageId;
    private int _hops;
    private int _derivations;

    internal ChainStep(string messageId, string entryPoint, int attempt)
    {
        _messageId = messageId;
        EntryPoint = entryPoint;
        Attempt = attempt;
    }

    /// <summary>The step that the calling code belongs to; null where none runs, as in a handler that is called directly.</summary>
    public static ChainStep? Current
    {
        get => PlainRun.Step as ChainStep;
        internal set => PlainRun.Step = value;
    }

    /// <summary>The chain.</summary>
    public required string ChainId { get; init; }

    /// <summary>The id of the envelope that the step runs for: the same each time the step runs. With it, effects of the step can be recognised when they are repeated.</summary>
    /// <remarks>Where a step goes on in place (<see cref="Hosting.FuseOptions"/>), it is that of the envelope that would have been sent.</remarks>
    public string MessageId
    {
        get
        {
            lock (_lock)
            {
                for (; _derivations < _hops; _derivations++)
                {
                    _messageId = MessageIds.Derive(_messageId, 0);
                }

                return _messageId;
            }
        }
    }

    /// <summary>The entry point: a handler's wire name, or the id of a resume point.</summary>
    public string EntryPoint { get; private set; }

    /// <summary>Which attempt of a call with <see cref="RetryAttribute"/> this is: 1 at first. Not how often the step has been interrupted and repeated.</summary>
    public int Attempt { get; private set; }

    /// <summary>The step goes on in place, where another one would have begun.</summary>
    internal void MoveTo(string entryPoint, int attempt)
    {
        lock (_lock)
        {
            EntryPoint = entryPoint;
            Attempt = attempt;
            _hops++;
        }
    }
}
