namespace AsyncSplit.AwsLambda.Tests.Chains;

/// <summary>A contract whose implementation is a plain method: a function of its own.</summary>
public interface IRates
{
    [Chainable]
    Task<int> RateAsync(string name);
}
