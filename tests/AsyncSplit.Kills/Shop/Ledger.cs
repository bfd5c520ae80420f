namespace AsyncSplit.Kills.Shop;

/// <inheritdoc/>
/// <param name="work">For how many milliseconds a callee works before it records its effect.</param>
public sealed class Ledger(int work) : ILedger
{
    public async Task<int> PostAsync(int chain, string what, int amount)
    {
        if (work > 0)
        {
            await Task.Delay(work);
        }

        await Effects.RecordAsync(chain, what);
        return amount;
    }

    public async Task RefuseAsync(int chain, string what)
    {
        await Effects.RecordAsync(chain, what);
        throw new InvalidOperationException(what);
    }
}
