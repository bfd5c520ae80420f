namespace AsyncSplit.AwsLambda.Tests.Fixtures;

/// <summary>Handlers that do what a test wants to see.</summary>
public partial class Work(WorkLog log)
{
    [Chainable]
    public async Task<int> AddAsync(int left, int right)
    {
        await Task.Yield();
        return left + right;
    }

    /// <summary>Ends when it is told to.</summary>
    [Chainable]
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        log.Write("waiting");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).Inline();
    }

    /// <summary>Does not end when it is told to.</summary>
    [Chainable]
    public async Task StayAsync()
    {
        log.Write("staying");
        await log.Released.Inline();
    }

    [Chainable]
    public Task LookAsync()
    {
        log.Write(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") ?? "no trace");
        return Task.CompletedTask;
    }

    /// <summary>Is one of so many that run at the same time.</summary>
    [Chainable]
    public async Task MeetAsync(int count)
    {
        await log.MeetAsync(count).Inline();
    }
}
