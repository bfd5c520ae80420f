namespace AsyncSplit.Testing.Tests.Retries;

/// <summary>A service that is not always there.</summary>
public interface IBank
{
    [Chainable]
    [Retry(MaxAttempts = 4, Delay = "00:01:00", BackoffFactor = 3, MaxDelay = "00:05:00")]
    Task<string> ChargeAsync(string who);

    [Chainable]
    Task<string> LookUpAsync(string who);
}
