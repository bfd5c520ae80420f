namespace AsyncSplit.AwsLambda.Tests.Chains;

/// <summary>What the services have nothing of.</summary>
public interface IKey;

/// <summary>A handler that cannot be created.</summary>
public partial class Closed(IKey key)
{
    [Chainable]
    public async Task<string?> GoAsync()
    {
        await Task.Yield();
        return key.ToString();
    }
}
