namespace AsyncSplit.Kills.Shop;

/// <summary>What <see cref="Transfers"/> calls: each call is a step of its own.</summary>
public interface ILedger
{
    /// <summary>Records an effect.</summary>
    [Chainable]
    Task<int> PostAsync(int chain, string what, int amount);

    /// <summary>Records an effect, and throws.</summary>
    [Chainable]
    Task RefuseAsync(int chain, string what);
}
