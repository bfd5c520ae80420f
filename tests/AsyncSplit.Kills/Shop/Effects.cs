namespace AsyncSplit.Kills.Shop;

/// <summary>Effects, written in the transaction that commits the step. A handler that is called directly has none.</summary>
public static class Effects
{
    /// <summary>How many a chain has in the end.</summary>
    public const int OfAChain = 12;

    public static async Task RecordAsync(int chain, string what)
    {
        if (ChainStep.Current is not { } current)
        {
            return;
        }

        var step = await current.BeginTransactionAsync();
        await using var command = step.Connection.CreateCommand();
        command.Transaction = step.Transaction;
        command.CommandText = $"INSERT INTO effects (chain, what) VALUES ({chain}, '{what}')";
        await command.ExecuteNonQueryAsync();
    }
}
