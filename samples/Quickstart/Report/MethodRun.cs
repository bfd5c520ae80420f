using AsyncSplit.Messaging;

namespace Quickstart.Report;

/// <summary>One run of one method in the call tree of a chain: what it costs split, and what it would cost if it awaited.</summary>
internal sealed class MethodRun(StepRecord first)
{
    private readonly DateTimeOffset _startedAt = first.StartedAt;
    private TimeSpan _hops;
    private DateTimeOffset _endedAt;

    /// <summary>The wire name of the method.</summary>
    public string Method { get; } = NameOf(first.EntryPoint);

    /// <summary>Has handed its caller's callback on: it ends with what it has called.</summary>
    public bool HasHandedOn { get; set; }

    /// <summary>The sum of its steps, each rounded up to a millisecond.</summary>
    public double SplitMilliseconds { get; private set; }

    /// <summary>From its start to its end, with all that it waits for, rounded up to a millisecond. Without the hops between steps: who awaits has none.</summary>
    public double AwaitingMilliseconds => Math.Ceiling((_endedAt - _startedAt - _hops).TotalMilliseconds);

    /// <summary>The method that an entry point belongs to: what stands before the await that it resumes.</summary>
    public static string NameOf(string entryPoint) => entryPoint.Split('@')[0];

    /// <summary>One of its own steps has run.</summary>
    public void Add(StepRecord step) => SplitMilliseconds += Math.Ceiling(step.Active.TotalMilliseconds);

    /// <summary>An envelope was due, and had still to be delivered.</summary>
    public void AddHop(TimeSpan hop) => _hops += hop;

    /// <summary>It was over when <paramref name="last"/> ended: a step of its own, or of a method that it has called.</summary>
    public void End(StepRecord last) => _endedAt = last.StartedAt + last.Active;
}
