using MassTransit;

namespace AsyncSplit.Benchmarks.Compare.Memory.Courier;

/// <summary>The trivial step of a routing slip. It cannot be compensated, so that nothing is logged for that.</summary>
public sealed class AddActivity : IExecuteActivity<AddArguments>
{
    public Task<ExecutionResult> Execute(ExecuteContext<AddArguments> context)
    {
        var arguments = context.Arguments;
        var sum = arguments.Sum + arguments.Number;
        return Task.FromResult(context.CompletedWithVariables(arguments.Number == 1 ? new Dictionary<string, object> { ["Sum"] = sum, ["First"] = sum } : new Dictionary<string, object> { ["Sum"] = sum }));
    }
}
