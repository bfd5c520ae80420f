namespace AsyncSplit.Testing.Tests.Essay;

/// <summary>Two callers of one callee.</summary>
public sealed partial class Functions(IDatabase database, Calls calls)
{
    [Chainable]
    public async Task<string> MyFunc(string key)
    {
        calls.Add($"my_func {key}");
        var found = await database.GetFromDb(key);
        calls.Add($"my_func_callback {found}");
        return $"my {found}";
    }

    [Chainable]
    public async Task<int> OtherFunc(string key)
    {
        calls.Add($"other_func {key}");
        var found = await database.GetFromDb(key);
        calls.Add($"other_func_callback {found}");
        return found.Length;
    }
}
