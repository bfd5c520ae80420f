using AsyncSplit.Runtime;
using AsyncSplit.Sqlite.Worker;

namespace AsyncSplit.PostgreSql.Worker;

/// <summary>
/// A handler, split by hand, that writes in the transaction of each of its steps:
/// <c>int Pay(int left) { var sum = 0; for (; left > 0; left--) { … INSERT INTO effects …; sum += await Echo(left); } return sum; }</c>
/// </summary>
public sealed class Ledger
{
    public static readonly ResumePoint AfterEcho = new("pay@echo", "1", Catches: false);

    public async Task<StepOutcome> PayAsync(int left, int sum)
    {
        if (left == 0)
        {
            return Step.Return(sum);
        }

        var step = ChainStep.Current!;
        var transaction = await step.BeginTransactionAsync();
        await using var command = transaction.Connection.CreateCommand();
        command.CommandText = $"INSERT INTO effects VALUES ('{step.ChainId} {left}')";
        await command.ExecuteNonQueryAsync();
        return Step.Call(new NumberCall("echo", left), new CountState(AfterEcho, left, sum));
    }

    public Task<StepOutcome> ResumePayAsync((int Left, int Sum) state, Resumed<int> echo) => PayAsync(state.Left - 1, state.Sum + echo.Result);
}
