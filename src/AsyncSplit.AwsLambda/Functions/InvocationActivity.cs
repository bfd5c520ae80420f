using System.Diagnostics;
using AsyncSplit.AwsLambda.Runtime;

namespace AsyncSplit.AwsLambda.Functions;

/// <summary>The span of an invocation, in the trace that Lambda names. The spans of its steps are in those of their chains.</summary>
internal static class InvocationActivity
{
    private static readonly ActivitySource s_source = new("AsyncSplit");

    public static Activity? Start(string function, Invocation invocation)
    {
        if (!s_source.HasListeners())
        {
            return null;
        }

        TraceHeader.TryParse(invocation.TraceId, out var parent);
        var activity = s_source.StartActivity($"invoke {function}", ActivityKind.Server, parent);
        activity?.SetTag("faas.name", function);
        activity?.SetTag("faas.invocation_id", invocation.RequestId);
        return activity;
    }
}
