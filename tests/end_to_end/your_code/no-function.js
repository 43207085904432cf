// notice: no function
const width = 10;
const answers = [];
