using System.Globalization;
using AsyncSplit.Benchmarks.Stores;

namespace AsyncSplit.Benchmarks.Scale;

/// <summary>What a waiting chain takes of the heap, where chains are kept in memory.</summary>
internal static class WaitingInMemory
{
    public static async Task RunAsync(int chains)
    {
        var host = new ChainHost(static builder => builder.UseInMemory(), concurrency: 32);
        await using (host.ConfigureAwait(false))
        {
            await host.StartAsync().ConfigureAwait(false);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await host.StartWaitingAsync(chains).ConfigureAwait(false);
            var after = GC.GetTotalMemory(forceFullCollection: true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chains} waiting chains: {(double)(after - before) / chains:0} bytes of the heap each"));
        }
    }
}
