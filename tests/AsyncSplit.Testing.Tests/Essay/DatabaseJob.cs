namespace AsyncSplit.Testing.Tests.Essay;

/// <summary>A plain method: it knows nothing of callbacks, and is finished when it returns.</summary>
public sealed class DatabaseJob(Calls calls) : IDatabaseJob
{
    public async Task<string[]> Run(string input)
    {
        await Task.Yield();
        calls.Add($"job {input}");
        return [$"{input}-1", $"{input}-2"];
    }
}
