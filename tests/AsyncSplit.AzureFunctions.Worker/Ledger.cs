namespace AsyncSplit.AzureFunctions.Worker;

/// <summary>What the steps have done, as lines of a file that the tests read.</summary>
public sealed class Ledger(string path)
{
    private static readonly Lock s_writing = new();

    public void Write(string line)
    {
        lock (s_writing)
        {
            File.AppendAllText(path, $"{line}\n");
        }
    }
}
