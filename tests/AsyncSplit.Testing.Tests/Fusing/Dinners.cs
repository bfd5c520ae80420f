namespace AsyncSplit.Testing.Tests.Fusing;

public sealed partial class Dinners(IKitchen kitchen, Visits visits)
{
    [Chainable]
    public async Task<string> DineAsync(string guest)
    {
        visits.Note("start");
        var dish = new Dish(guest);
        var cooked = await kitchen.CookAsync(dish);
        visits.Note(ReferenceEquals(dish, cooked) ? "same" : "copied");
        var rested = await RestAsync(cooked);
        visits.Note("rested");
        return $"{rested.Name} dined";
    }

    [Chainable]
    public async Task<Dish> RestAsync(Dish dish)
    {
        visits.Note("rest");
        await Task.Delay(TimeSpan.FromHours(1));
        visits.Note("later");
        return await kitchen.CookAsync(dish);
    }

    [Chainable]
    public async Task<string> ServeAsync(string guest)
    {
        var cooked = await kitchen.CookAsync(new Dish(guest));
        var served = await kitchen.ServeAsync(cooked.Name);
        visits.Note("served");
        return served;
    }

    [Chainable]
    public async Task<string> SaveAsync(string guest)
    {
        try
        {
            return await SpoilAsync(guest);
        }
        catch (InvalidOperationException exception)
        {
            visits.Note(exception.Message);
            return (await kitchen.CookAsync(new Dish("bread"))).Name;
        }
    }

    [Chainable]
    public async Task<string> SpoilAsync(string guest) => $"never {await kitchen.BurnAsync(guest)}";

    [Chainable]
    public async Task<int> CountAsync(int rounds)
    {
        var sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            sum += (await kitchen.CookAsync(new Dish($"{round}"))).Name.Length;
        }

        return sum;
    }

    [Chainable]
    public async Task<string> TasteAsync(Spoon spoon)
    {
        var rested = await RestAsync(new Dish("soup"));
        return $"{rested.Name} with {spoon.Name}";
    }
}
