using System.Diagnostics;
using System.Diagnostics.Metrics;
using AsyncSplit.Messaging;

namespace AsyncSplit.Diagnostics;

/// <summary>The activity source and the meter named <c>AsyncSplit</c>.</summary>
internal static class Telemetry
{
    private const string Name = "AsyncSplit";

    private static readonly ActivitySource _source = new(Name);
    private static readonly Meter _meter = new(Name);
    private static readonly Counter<long> _steps = _meter.CreateCounter<long>("asyncsplit.steps", "{step}", "Committed steps.");
    private static readonly Histogram<double> _active = _meter.CreateHistogram<double>("asyncsplit.step.active", "s", "How long steps ran: what is billed.");
    private static readonly Histogram<double> _waited = _meter.CreateHistogram<double>("asyncsplit.step.waited", "s", "How long nobody ran before a step: what is not billed.");
    private static readonly Counter<long> _deadLetters = _meter.CreateCounter<long>("asyncsplit.dead_letters", "{envelope}", "Envelopes that were parked.");

    /// <summary>Starts the span of a step; its parent is the span that sent the envelope, so a chain is one trace.</summary>
    public static Activity? StartStep(string entryPoint, string chainId, string? traceParent, string? traceState)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        if (!ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parent))
        {
            // Without this, the step would belong to whatever was going on when the host was started.
            Activity.Current = null;
        }

        var activity = _source.StartActivity(entryPoint, ActivityKind.Consumer, parent);
        activity?.SetTag("asyncsplit.chain", chainId);
        return activity;
    }

    public static void Count(StepRecord step)
    {
        var tags = new TagList { { "asyncsplit.entry_point", step.EntryPoint }, { "asyncsplit.outcome", step.Outcome.ToString() } };
        _steps.Add(1, tags);
        _active.Record(step.Active.TotalSeconds, tags);
        _waited.Record(step.Waited.TotalSeconds, tags);
    }

    public static void Count(DeadLetter deadLetter) => _deadLetters.Add(1, new TagList { { "asyncsplit.reason", deadLetter.Kind.ToString() } });
}
