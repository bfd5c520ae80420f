namespace AsyncSplit.Testing.Tests.Fusing;

/// <summary>Can be written a number of times, and then not any more.</summary>
public sealed class Spoon
{
    public static int Writes { get; set; }

    public string Name
    {
        get => Writes-- > 0 ? field : throw new InvalidOperationException("worn out");
        set;
    } = "";
}
