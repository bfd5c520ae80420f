using System.Globalization;
using System.Text;
using AsyncSplit.Kills.Shop;
using AsyncSplit.Messaging;

namespace AsyncSplit.Kills;

/// <summary>Compares what is in the database with what has to be: results as the handler gives them when it is called directly, each effect once, nothing left.</summary>
internal sealed class KillCheck(KillStore store, IChainStore chains, int count)
{
    private readonly List<string> _violations = [];

    public static async Task<long> CountAsync(KillStore store, string from)
    {
        await using var connection = await store.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {from}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        // The plain runs wait as long as the chains have waited: together.
        var transfers = new Transfers(new Ledger(work: 0));
        var native = await Task.WhenAll(Enumerable.Range(0, count).Select(transfers.RunAsync));
        for (var chain = 0; chain < count; chain++)
        {
            var found = await chains.FindAsync(KillRun.IdOf(chain), CancellationToken.None);
            var result = found?.Result is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "none";
            Expect($"chain {chain}", $"{ChainStatus.Completed}, {native[chain]}", $"{found?.Status}, {result}");
        }

        await ExpectAsync("chains", "chains", count);
        await ExpectAsync("effects", "effects", (long)count * Effects.OfAChain);
        await ExpectAsync("distinct effects", "(SELECT DISTINCT chain, what FROM effects) AS effects", (long)count * Effects.OfAChain);
        foreach (var table in store.EmptyTables)
        {
            await ExpectAsync($"what is left in {table}", table, 0);
        }

        return _violations;
    }

    private async Task ExpectAsync(string what, string from, long expected) => Expect(what, expected, await CountAsync(store, from));

    private void Expect<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            _violations.Add($"{what}: {expected} expected, {actual} found");
        }
    }
}
