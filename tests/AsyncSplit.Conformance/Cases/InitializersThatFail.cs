using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Setters and Add methods that can fail, between the awaits of an initializer.
[Case]
public partial class InitializersThatFail(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [9]];

    [Chainable]
    public async Task<string> Run(int n) => $"{await Set(n)} {await Fill(n)} {await SetNested(n)}";

    [Chainable]
    public async Task<string> Set(int n)
    {
        try
        {
            var account = new InitializersThatFailAccount { Name = await probe.Echo("ann"), Limit = n, Balance = await probe.Add(n, 1) };
            return $"{account.Name} {account.Limit} {account.Balance}";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    [Chainable]
    public async Task<string> Fill(int n)
    {
        try
        {
            var bag = new InitializersThatFailBag { await probe.Add(n, 1), n, await probe.Add(n, 2) };
            return string.Join(",", bag);
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    [Chainable]
    public async Task<string> SetNested(int n)
    {
        try
        {
            var owner = new InitializersThatFailOwner { Account = { Limit = n, Name = await probe.Echo("bob") }, Bag = { await probe.Add(n, 3) } };
            return $"{owner.Account.Name} {owner.Bag.Count}";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}

public class InitializersThatFailAccount
{
    private int limit;

    public string Name { get; set; } = "";

    public int Limit
    {
        get => limit;
        set => limit = value == 9 ? throw new ArgumentException("limit") : value;
    }

    public int Balance { get; set; }
}

public class InitializersThatFailBag : System.Collections.ObjectModel.Collection<int>
{
    protected override void InsertItem(int index, int item) => base.InsertItem(index, item == 2 ? throw new ArgumentException("item") : item);
}

public class InitializersThatFailOwner
{
    public InitializersThatFailAccount Account { get; set; } = new();

    public InitializersThatFailBag Bag { get; set; } = [];
}
