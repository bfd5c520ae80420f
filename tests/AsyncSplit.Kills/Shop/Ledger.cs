namespace AsyncSplit.Kills.Shop;

/// <inheritdoc/>
public sealed class Ledger : ILedger
{
    public async Task<int> PostAsync(int chain, string what, int amount)
    {
        await Effects.RecordAsync(chain, what);
        return amount;
    }

    public async Task RefuseAsync(int chain, string what)
    {
        await Effects.RecordAsync(chain, what);
        throw new InvalidOperationException(what);
    }
}
