using AsyncSplit;

namespace TenMistakes;

public partial class Greetings(IMail mail)
{
    [Chainable]
    public async Task GreetAsync(string address)
    {
        await Task.Delay(TimeSpan.FromDays(1));
        _ = mail.SendAsync(address, "hello");
    }
}
