using System.Diagnostics;
using System.Diagnostics.Metrics;
using AsyncSplit.Messaging;
using AsyncSplit.Routing;

namespace AsyncSplit.Diagnostics;

/// <summary>The activity source and the meter named <c>AsyncSplit</c>.</summary>
internal static class Telemetry
{
    private const string Name = "AsyncSplit";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_steps = s_meter.CreateCounter<long>("asyncsplit.steps", "{step}", "Committed steps.");
    private static readonly Histogram<double> s_active = s_meter.CreateHistogram<double>("asyncsplit.step.active", "s", "How long steps ran: what is billed.");
    private static readonly Histogram<double> s_waited = s_meter.CreateHistogram<double>("asyncsplit.step.waited", "s", "How long nobody ran before a step: what is not billed.");
    private static readonly Histogram<double> s_queued = s_meter.CreateHistogram<double>("asyncsplit.step.queue_delay", "s", "How long steps that were due waited for a worker.");
    private static readonly Counter<long> s_retries = s_meter.CreateCounter<long>("asyncsplit.retries", "{call}", "Calls that were made again because they threw.");
    private static readonly Counter<long> s_deadLetters = s_meter.CreateCounter<long>("asyncsplit.dead_letters", "{envelope}", "Envelopes that were parked.");

    private static readonly Counter<long> s_answers = s_meter.CreateCounter<long>("asyncsplit.foreign_answers", "{envelope}", "Answers of other programs, accepted or refused.");

    public static void Count(AnswerAcceptance acceptance) => s_answers.Add(1, new TagList { { "asyncsplit.acceptance", acceptance.ToString() } });

    /// <summary>Starts the span of a step; its parent is the span that sent the envelope, so a chain is one trace.</summary>
    public static Activity? StartStep(string entryPoint, string chainId, string? traceParent, string? traceState)
    {
        if (!s_source.HasListeners())
        {
            return null;
        }

        if (!ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parent))
        {
            // Without this, the step would belong to whatever was going on when the host was started.
            Activity.Current = null;
        }

        var activity = s_source.StartActivity(entryPoint, ActivityKind.Consumer, parent);
        activity?.SetTag("asyncsplit.chain", chainId);
        return activity;
    }

    public static void Count(StepRecord step)
    {
        if (!s_steps.Enabled && !s_active.Enabled && !s_waited.Enabled && !s_queued.Enabled && !s_retries.Enabled)
        {
            return;
        }

        var tags = new TagList { { "asyncsplit.entry_point", step.EntryPoint }, { "asyncsplit.outcome", step.Outcome.ToString() } };
        s_steps.Add(1, tags);
        s_active.Record(step.Active.TotalSeconds, tags);
        s_waited.Record(step.Waited.TotalSeconds, tags);
        s_queued.Record(step.Queued.TotalSeconds, tags);
        if (step.Outcome == StepOutcomeKind.Retry)
        {
            s_retries.Add(1, new TagList { { "asyncsplit.callee", step.Next } });
        }
    }

    public static void Count(DeadLetter deadLetter) => s_deadLetters.Add(1, new TagList { { "asyncsplit.reason", deadLetter.Kind.ToString() } });
}
