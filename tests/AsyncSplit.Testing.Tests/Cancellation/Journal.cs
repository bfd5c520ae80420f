namespace AsyncSplit.Testing.Tests.Cancellation;

/// <summary>What has happened, in order.</summary>
public sealed class Journal
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>What to do with a line that has been added.</summary>
    public Func<string, Task>? Added { get; set; }

    public void Add(string line)
    {
        _lines.Add(line);
        Added?.Invoke(line).GetAwaiter().GetResult();
    }
}
