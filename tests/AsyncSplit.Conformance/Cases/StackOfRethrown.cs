using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// What is thrown again behind an await in a catch block still says where it was thrown first.
[Case]
public partial class StackOfRethrown(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        try
        {
            try
            {
                await probe.Note("before");
                return Divide(10, n).ToString();
            }
            catch (DivideByZeroException)
            {
                await probe.Note("caught");
                throw;
            }
            catch (InvalidOperationException e) when (e.Message.Length > 1)
            {
                await probe.Note("named");
                journal.Log(Origin(e));
                throw;
            }
        }
        catch (Exception e)
        {
            return Origin(e);
        }
    }

    private static int Divide(int value, int by) => by == 2
        ? throw new InvalidOperationException("two")
        : value / by;

    // The method, and the file with the line, of where it was thrown.
    private static string Origin(Exception exception)
    {
        var first = exception.StackTrace!.Split('\n')[0].Trim();
        return first[..first.IndexOf('(')] + first[(first.LastIndexOf('/') + 1)..];
    }
}
