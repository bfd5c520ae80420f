namespace AsyncSplit.Testing.Tests.Retries;

/// <summary>Never finds anything.</summary>
public sealed partial class Finder(List<string> log) : IFinder
{
    [Chainable]
    [Retry(MaxAttempts = 5, Delay = "00:00:00")]
    public async Task<string> FindAsync(string who)
    {
        await Task.Yield();
        log.Add($"find {ChainStep.Current!.Attempt}");
        throw new InvalidOperationException(who);
    }

    [Chainable]
    [Retry(MaxAttempts = 4, Delay = "00:00:00")]
    public async Task<string> SeekAsync(string who)
    {
        await Task.Yield();
        log.Add($"seek {ChainStep.Current!.Attempt}");
        throw new InvalidOperationException(who);
    }
}
