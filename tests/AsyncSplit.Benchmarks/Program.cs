using AsyncSplit.Benchmarks.Compare;
using BenchmarkDotNet.Running;

if (args is ["compare", .. var rest])
{
    return await CompareCommand.RunAsync(rest).ConfigureAwait(false);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
