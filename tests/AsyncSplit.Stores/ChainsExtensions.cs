using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Short forms for tests.</summary>
public static class ChainsExtensions
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static async Task<CommitResult> CommitAsync(this IChainCommitter chains, StepCommit commit, Delivery? delivery = null) =>
        await chains.CommitAsync(delivery, commit, CancellationToken.None);

    public static async Task<IReadOnlyList<Delivery>> ReceiveAsync(this IChainTransport chains, int maxCount = 10)
    {
        using var patience = new CancellationTokenSource(s_patience);
        return await chains.ReceiveAsync(maxCount, patience.Token);
    }

    public static async Task<Delivery> ReceiveOneAsync(this IChainTransport chains) => Assert.Single(await chains.ReceiveAsync(1));

    /// <summary>Nothing is delivered within <paramref name="milliseconds"/>.</summary>
    public static async Task ReceivesNothingAsync(this IChainTransport chains, int milliseconds = 150)
    {
        using var enough = new CancellationTokenSource(milliseconds);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await chains.ReceiveAsync(10, enough.Token));
    }

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
