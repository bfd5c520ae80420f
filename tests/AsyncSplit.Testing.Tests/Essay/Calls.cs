using System.Collections.Concurrent;

namespace AsyncSplit.Testing.Tests.Essay;

/// <summary>What ran, in order.</summary>
public sealed class Calls
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Add(string line) => _lines.Enqueue(line);
}
