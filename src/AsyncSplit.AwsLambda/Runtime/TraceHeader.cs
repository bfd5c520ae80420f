using System.Diagnostics;

namespace AsyncSplit.AwsLambda.Runtime;

/// <summary>The trace header of X-Ray: <c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>.</summary>
internal static class TraceHeader
{
    /// <summary>Where X-Ray's own libraries look for it.</summary>
    public const string Variable = "_X_AMZN_TRACE_ID";

    private const int IdLength = 35;
    private const int TimeLength = 8;

    /// <summary>The same trace as W3C Trace Context has it.</summary>
    /// <returns>False when there is none, or it cannot be read.</returns>
    public static bool TryParse(string? header, out ActivityContext context)
    {
        context = default;
        string? trace = null;
        string? parent = null;
        var flags = ActivityTraceFlags.None;
        foreach (var part in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            switch (part.Split('=', 2))
            {
                case ["Root", var root]:
                    trace = TraceId(root);
                    break;
                case ["Parent", var id]:
                    parent = id.ToLowerInvariant();
                    break;
                case ["Sampled", "1"]:
                    flags = ActivityTraceFlags.Recorded;
                    break;
            }
        }

        return trace is not null && parent is not null && ActivityContext.TryParse($"00-{trace}-{parent}-{(flags == ActivityTraceFlags.Recorded ? "01" : "00")}", null, isRemote: true, out context);
    }

    // 1-, eight digits of the time, -, twenty-four of chance: together they are the thirty-two of W3C.
    private static string? TraceId(string root) =>
        root.Length == IdLength && root.StartsWith("1-", StringComparison.Ordinal) && root[2 + TimeLength] == '-'
            ? string.Concat(root.AsSpan(2, TimeLength), root.AsSpan(3 + TimeLength)).ToLowerInvariant()
            : null;
}
