namespace AsyncSplit.AzureFunctions.Functions;

/// <summary>What is logged during one invocation. The answer takes it to the host, which files it under the invocation; what nobody has taken is written to the console.</summary>
internal sealed class InvocationLog : IDisposable
{
    private static readonly AsyncLocal<InvocationLog?> s_current = new();

    private readonly List<string> _lines = [];
    private bool _isClosed;

    private InvocationLog()
    {
    }

    /// <summary>That of the invocation that is handled here; null where there is none.</summary>
    public static InvocationLog? Current => s_current.Value;

    public static InvocationLog Begin() => s_current.Value = new InvocationLog();

    /// <returns>False when the invocation has been answered already.</returns>
    public bool TryAdd(string line)
    {
        lock (_lines)
        {
            if (!_isClosed)
            {
                _lines.Add(line);
            }

            return !_isClosed;
        }
    }

    /// <summary>The lines so far. There will be no more.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_lines)
        {
            _isClosed = true;
            string[] lines = [.. _lines];
            _lines.Clear();
            return lines;
        }
    }

    public void Dispose()
    {
        s_current.Value = null;
        foreach (var line in Take())
        {
            Console.Out.WriteLine(line);
        }
    }
}
