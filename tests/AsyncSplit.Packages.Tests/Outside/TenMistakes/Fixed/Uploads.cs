using AsyncSplit;

namespace TenMistakes;

public partial class Uploads(IMail mail)
{
    [Chainable]
    public async Task<int> FirstByteAsync(string path)
    {
        await mail.SendAsync("ada@example.org", $"reading {path}");
        using var file = File.OpenRead(path);
        return file.ReadByte();
    }
}
