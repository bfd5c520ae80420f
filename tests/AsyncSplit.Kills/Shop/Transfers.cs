namespace AsyncSplit.Kills.Shop;

/// <summary>A bit of everything that the engine keeps in a store: calls, a loop, timers, a join, an exception that is caught, and effects of the handler's own.</summary>
public partial class Transfers(ILedger ledger)
{
    [Chainable]
    public async Task<long> RunAsync(int chain)
    {
        await Effects.RecordAsync(chain, "begin").Inline();
        var sum = 0L;
        for (var round = 0; round < 3; round++)
        {
            sum += await ledger.PostAsync(chain, $"round {round}", chain + round);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(20 + (chain % 50)));
        var branches = Enumerable.Range(0, 4).Select(index => ledger.PostAsync(chain, $"branch {index}", index)).ToArray();
        sum += (await Task.WhenAll(branches)).Sum();
        try
        {
            await ledger.RefuseAsync(chain, "refused");
        }
        catch (InvalidOperationException exception)
        {
            sum += await ledger.PostAsync(chain, "compensated", exception.Message.Length);
        }

        await Effects.RecordAsync(chain, "end").Inline();
        sum *= 10;
        return sum + await ledger.PostAsync(chain, "last", 7);
    }
}
