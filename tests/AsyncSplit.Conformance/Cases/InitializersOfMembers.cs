using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// An object with initializers that do something, made half before and half after an await.
[Case]
public partial class InitializersOfMembers(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        InitializersOfMembersPart.Limit = n;
        try
        {
            var p = new InitializersOfMembersPart { X = n, Y = await probe.Add(n, 1) };
            await probe.Note($"{p.X} {p.Y} {p.Z}");
            return "made";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}

public class InitializersOfMembersPart
{
    public static int Limit;

    public int Z { get; set; } = Limit > 0 ? 5 : throw new InvalidOperationException("limit");

    public int X
    {
        get; set;
    }

    public int Y
    {
        get; set;
    }
}
