using AsyncSplit.Benchmarks.Compare;
using AsyncSplit.Benchmarks.Scale;
using BenchmarkDotNet.Running;

if (args is ["compare", .. var rest])
{
    return await CompareCommand.RunAsync(rest).ConfigureAwait(false);
}

if (args is ["scale", .. var engine])
{
    return await ScaleCommand.RunAsync(engine).ConfigureAwait(false);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
