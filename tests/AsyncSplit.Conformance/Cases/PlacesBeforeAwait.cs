using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Targets and receivers that are not there: which of them are noticed before the await of the value.
[Case]
public partial class PlacesBeforeAwait(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var arr = new PlacesBeforeAwaitB[2];
        var r = "";
        PlacesBeforeAwaitH? h = n == 1 ? null : new();
        var k = new[] { 1, 2 };
        try
        {
            r += arr[n].Own(await probe.Add(1, n));
        }
        catch (IndexOutOfRangeException)
        {
            r += "range";
        }

        try
        {
            r += h!.S.Own(await probe.Add(2, n));
        }
        catch (NullReferenceException)
        {
            r += "null";
        }

        try
        {
            r += k[n].CompareTo(await probe.Add(3, n));
        }
        catch (IndexOutOfRangeException)
        {
            r += "range2";
        }

        try
        {
            r += h!.Many[n].Own(await probe.Add(4, n));
        }
        catch (NullReferenceException)
        {
            r += "null";
        }
        catch (IndexOutOfRangeException)
        {
            r += "range3";
        }

        try
        {
            r += h!.Many[n].V + await probe.Add(5, n);
        }
        catch (NullReferenceException)
        {
            r += "null";
        }
        catch (IndexOutOfRangeException)
        {
            r += "range4";
        }

        try
        {
            arr[n].V += await probe.Add(6, n);
        }
        catch (IndexOutOfRangeException)
        {
            r += "range5";
        }

        try
        {
            k[n] += await probe.Add(7, n);
        }
        catch (IndexOutOfRangeException)
        {
            r += "range6";
        }

        try
        {
            k[n] = await probe.Add(8, n);
        }
        catch (IndexOutOfRangeException)
        {
            r += "range7";
        }

        try
        {
            arr[n].V = await probe.Add(9, n);
        }
        catch (IndexOutOfRangeException)
        {
            r += "range8";
        }

        try
        {
            arr[await probe.Add(n, 0)].W.V = await probe.Add(10, n);
        }
        catch (IndexOutOfRangeException)
        {
            r += "range9";
        }

        try
        {
            (h!.S.V, k[n]) = (await probe.Add(11, n), 1);
        }
        catch (NullReferenceException)
        {
            r += "nulla";
        }
        catch (IndexOutOfRangeException)
        {
            r += "rangea";
        }

        try
        {
            h!.S.V = await probe.Add(12, n);
        }
        catch (NullReferenceException)
        {
            r += "nullb";
        }

        try
        {
            h!.F = await probe.Add(13, n);
        }
        catch (NullReferenceException)
        {
            r += "nullc";
        }

        try
        {
            h!.P = await probe.Add(14, n);
        }
        catch (NullReferenceException)
        {
            r += "nulld";
        }

        try
        {
            h!.F += await probe.Add(15, n);
        }
        catch (NullReferenceException)
        {
            r += "nulle";
        }

        return r;
    }
}

public struct PlacesBeforeAwaitB
{
    public int V;
    public PlacesBeforeAwaitW W;
    public string Own(int x) => $"{V++},{x}";
}

public struct PlacesBeforeAwaitW
{
    public int V;
}

public sealed class PlacesBeforeAwaitH
{
    public PlacesBeforeAwaitB S;
    public PlacesBeforeAwaitB[] Many = new PlacesBeforeAwaitB[1];
    public int F;
    public int P { get; set; }
}
