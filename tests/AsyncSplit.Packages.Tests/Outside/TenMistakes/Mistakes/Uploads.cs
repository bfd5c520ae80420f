using AsyncSplit;

namespace TenMistakes;

public partial class Uploads(IMail mail)
{
    [Chainable]
    public async Task<int> FirstByteAsync(string path)
    {
        var file = File.OpenRead(path);
        await mail.SendAsync("ada@example.org", $"reading {path}");
        return file.ReadByte();
    }
}
