using AsyncSplit.Runtime;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>
/// A handler, split by hand: <c>var row = await db.GetAsync(key); return $"read({row})";</c>
/// </summary>
internal sealed class Reader(RunLog log) : IReader
{
    public static readonly ResumePoint AfterGet = new("get_from_db@db_callback", "r1", Catches: false);

    public Task<string> ReadAsync(string key) => throw new NotSupportedException("Split in these tests.");

    public StepOutcome Start(string key)
    {
        log.Add("get_from_db");
        return Step.Call(new TextCall("db.get", key), new TextState(AfterGet, key));
    }

    public StepOutcome Resume(Resumed<string> resumed)
    {
        log.Add("db_callback");
        return Step.Return($"read({resumed.Result})");
    }
}
