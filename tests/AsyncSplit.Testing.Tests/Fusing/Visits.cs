namespace AsyncSplit.Testing.Tests.Fusing;

/// <summary>Where the run has come by, and in which step.</summary>
public sealed class Visits
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Note(string what) => _all.Add($"{what} {ChainStep.Current!.EntryPoint} {ChainStep.Current.MessageId} {ChainStep.Current.Attempt}");
}
