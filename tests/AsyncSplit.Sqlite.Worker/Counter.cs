using AsyncSplit.Runtime;

namespace AsyncSplit.Sqlite.Worker;

/// <summary>
/// Handlers, split by hand:
/// <c>int Sum(int left) { var sum = 0; for (; left > 0; left--) sum += await Echo(left); return sum; }</c>,
/// <c>int Echo(int value) => value;</c>,
/// <c>int Later(int milliseconds) { await Task.Delay(milliseconds); return milliseconds; }</c>,
/// <c>int Broken(int value) => throw …;</c>,
/// <c>int Record(int value) { … INSERT INTO effects …; return value; }</c>,
/// <c>int Gate(int value) { await gate.PassAsync().Inline(); return value; }</c>
/// </summary>
public sealed class Counter
{
    public static readonly ResumePoint AfterEcho = new("sum@echo", "1", Catches: false);
    public static readonly ResumePoint AfterDelay = new("later@delay", "1", Catches: false);

    public StepOutcome Sum(int left, int sum) =>
        left == 0 ? Step.Return(sum) : Step.Call(new NumberCall("echo", left), new CountState(AfterEcho, left, sum));

    public StepOutcome ResumeSum((int Left, int Sum) state, Resumed<int> echo) => Sum(state.Left - 1, state.Sum + echo.Result);

    public StepOutcome Echo(int value) => Step.Return(value);

    public StepOutcome Later(int milliseconds) => Step.Delay(milliseconds, new CountState(AfterDelay, milliseconds, 0));

    public StepOutcome ResumeLater((int Left, int Sum) state) => Step.Return(state.Left);

    public StepOutcome Broken(int value) => throw new InvalidOperationException($"broken({value})");

    public static async Task<StepOutcome> GateAsync(Gate gate, int value)
    {
        await gate.PassAsync();
        return Step.Return(value);
    }

    public async Task<StepOutcome> RecordAsync(int value)
    {
        var step = await ChainStep.Current!.BeginTransactionAsync();
        await using var command = step.Connection.CreateCommand();
        command.CommandText = $"INSERT INTO effects VALUES ('{ChainStep.Current.MessageId}')";
        await command.ExecuteNonQueryAsync();
        return Step.Return(value);
    }
}
